/* Fields that depend on another one are shown, and sent, only while that has the value. */
const holds = (when, other) => {
  const values = other.values;
  if (!when.is.length) return values.some(value => other.widget !== 'checkbox' && !other.yesNo || value === 'true');
  return values.some(value => when.is.some(wanted => wanted === value || value.trim() !== '' && Number(wanted) === Number(value)));
};

/** @returns a function that looks again */
export function depend(root, fields) {
  const byId = new Map(fields.map(field => [field.id, field]));
  const dependent = fields.filter(field => field.when);
  const follow = () => {
    // As often as the longest chain could be: what depends on a hidden field is hidden, too.
    for (let round = 0; round < dependent.length; round++) {
      if (!dependent.map(field => show(field, holds(field.when, byId.get(field.when.input)))).some(Boolean)) break;
    }
  };
  root.addEventListener('input', follow);
  root.addEventListener('change', follow);
  follow();
  return follow;
}

function show(field, shown) {
  if (field.isShown === shown) return false;
  field.element.hidden = !shown;
  field.element.querySelectorAll('input, select, textarea').forEach(control => { control.disabled = !shown; });
  return true;
}
