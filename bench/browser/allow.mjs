// Lets one user in on the pages of an instance that has not started yet.   node allow.mjs HOME USER PASSWORD
import { pbkdf2Sync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';

const ROUNDS = 1000; // the least that is taken
const [home, user, password] = process.argv.slice(2);
const base64 = (bytes) => Buffer.from(bytes).toString('base64url');
const hash = pbkdf2Sync(password, user, ROUNDS, 32, 'sha512');
mkdirSync(`${home}/etc`, { recursive: true });
writeFileSync(`${home}/etc/users.properties`, `${user} = {CRYPT}pbkdf2-sha512:${ROUNDS}:${base64(user)}:${base64(hash)}{CRYPT},user\n`);
