// The data of languages and time zones is large; most scripts never need it, some at once.
(() => {
  const when = new Date(0);
  return [
    (1234.5).toLocaleString('en'),
    when.toLocaleString('en', { timeZone: 'Europe/Berlin' }),
    new Intl.DateTimeFormat('en', { weekday: 'short', hour: 'numeric' }).format(when),
    'a'.localeCompare('b', 'en'),
    'é'.normalize('NFD'),
  ].length;
})();
