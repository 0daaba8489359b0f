// Draws the document of the routes. Texts become text, never markup.
const place = document.getElementById('routes');

function element(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function fields(operation) {
  const asked = (operation.parameters ?? []).map(p => [p.name, p.in, p.schema, p.required, p.description]);
  const body = operation.requestBody?.content['application/json'].schema;
  for (const [name, schema] of Object.entries(body?.properties ?? {})) {
    asked.push([name, 'body', schema, body.required.includes(name), schema.description]);
  }
  return asked;
}

function table(asked) {
  const made = element('table');
  const head = made.createTHead().insertRow();
  for (const title of ['Name', 'In', 'Type', 'Meaning']) {
    const cell = element('th', title);
    cell.scope = 'col';
    head.append(cell);
  }
  const rows = made.createTBody();
  for (const [name, where, schema, required, description] of asked) {
    const row = rows.insertRow();
    const title = row.insertCell();
    title.append(element('code', name), required ? '' : ' (optional)');
    row.insertCell().textContent = where;
    row.insertCell().textContent = schema.enum ? schema.enum.join(' | ') : schema.type;
    row.insertCell().textContent = description ?? '';
  }
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
  made.append(asked.length ? table(asked) : element('p', 'Nothing to say with it.', 'about'));
  return made;
}

try {
  const answer = await fetch('/api/v1/openapi.json');
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { paths } = await answer.json();
  place.replaceChildren(...Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => route(path, method, operation))));
} catch (broken) {
  place.textContent = `The document cannot be read: ${broken.message}`;
}
