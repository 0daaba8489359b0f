// Draws the document of the routes. Texts become text, never markup.
const place = document.getElementById('routes');

function element(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function bodyOf(operation) {
  return operation.requestBody?.content['application/json'].schema ?? {};
}

function members(body) {
  return Object.entries(body.properties ?? {})
    .map(([name, schema]) => [name, 'body', schema, body.required.includes(name), schema.description]);
}

function fields(operation) {
  const asked = (operation.parameters ?? []).map(p => [p.name, p.in, p.schema, p.required, p.description]);
  return [...asked, ...members(bodyOf(operation))];
}

function typeName(schema) {
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.items) return `list of ${typeName(schema.items)}`;
  return schema.const ?? schema.enum?.join(' | ') ?? schema.type;
}

function table(asked, title) {
  const made = element('table');
  if (title) made.createCaption().textContent = title;
  const head = made.createTHead().insertRow();
  for (const column of ['Name', 'In', 'Type', 'Meaning']) {
    const cell = element('th', column);
    cell.scope = 'col';
    head.append(cell);
  }
  const rows = made.createTBody();
  for (const [name, where, schema, required, description] of asked) {
    const row = rows.insertRow();
    row.insertCell().append(element('code', name), required ? '' : ' (optional)');
    row.insertCell().textContent = where;
    row.insertCell().textContent = typeName(schema);
    row.insertCell().textContent = description ?? '';
  }
  return made;
}

// A body that is one of several: each under its name.
function choices(body) {
  return (body.oneOf ?? []).map(one => table(members(one), one.title));
}

// What is answered, by the names of its schemas.
function answer(operation) {
  const [done] = Object.values(operation.responses);
  const schema = done.content?.['application/json']?.schema;
  const names = JSON.stringify(schema ?? {}).match(/(?<=schemas\/)\w+/g) ?? [];
  return names.length ? [element('p', `Answer: ${names.join(' of ')}`, 'about')] : [];
}

// An object that answers are made of.
function shape(name, schema) {
  const made = element('details');
  made.append(element('summary', name, 'path'), table(members(schema).map(([n, , ...rest]) => [n, name, ...rest])));
  return made;
}

function route(path, method, operation) {
  const made = element('details');
  const line = element('summary');
  line.append(
    element('span', method.toUpperCase(), 'method'),
    element('span', path, 'path'),
    element('span', operation.summary, 'about'),
    element('span', operation['x-role'] ?? 'everybody', 'role'));
  made.append(line);
  const asked = fields(operation);
  made.append(asked.length ? table(asked) : element('p', 'Nothing to say with it.', 'about'),
    ...choices(bodyOf(operation)), ...answer(operation));
  return made;
}

try {
  const got = await fetch('/api/v1/openapi.json');
  if (!got.ok) throw new Error(`${got.status}`);
  const { paths, components } = await got.json();
  place.replaceChildren(...Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => route(path, method, operation))),
    element('h2', 'What answers are made of'),
    ...Object.entries(components.schemas).map(([name, schema]) => shape(name, schema)));
} catch (broken) {
  place.textContent = `The document cannot be read: ${broken.message}`;
}
