/* Sends a form with files and shows how far it is. What comes back is the job's page, or the form again. */
import { make, size } from './form-field.js';

/** @param {function} again starts anew with a form that came back */
export function send(root, form, fields, again) {
  const action = new URL(form.getAttribute('action'), location);
  const button = form.querySelector('button[type=submit]');
  const { panel, bar, said, stop } = progress();
  button.parentElement.after(panel);
  root.dataset.sending = 'yes';
  button.disabled = true;

  const request = new XMLHttpRequest();
  const over = text => {
    delete root.dataset.sending;
    button.disabled = false;
    bar.hidden = stop.hidden = true;
    said.textContent = text;
    button.focus();
  };
  request.upload.addEventListener('progress', event => {
    if (!event.lengthComputable) return;
    bar.value = event.loaded / event.total;
    const percent = Math.floor(100 * bar.value);
    const text = percent < 100 ? `${percent}\u00a0% of ${size(event.total)} sent` : 'All sent; the answer is awaited';
    if (said.textContent !== text) said.textContent = text;
  });
  request.addEventListener('load', () => {
    const here = new URL(request.responseURL).pathname;
    if (here !== action.pathname) location.assign(request.responseURL);
    else if (!replaced(request.responseText, again)) over(answered(request));
  });
  request.addEventListener('error', () => over(`The connection broke off${bar.value ? ` at ${Math.floor(100 * bar.value)}\u00a0%` : ''}. Nothing was started. Your entries are still here: send it again.`));
  request.addEventListener('abort', () => over('Stopped. Nothing was started.'));
  stop.addEventListener('click', () => request.abort());
  request.open('POST', action);
  request.setRequestHeader('Accept', 'text/html');
  request.send(new FormData(form));
  stop.focus();
}

/** As it was before: also of a page that a browser has kept whole, to go back to. */
export function rest(root) {
  delete root.dataset.sending;
  root.querySelector('form button[type=submit]').disabled = false;
  root.querySelector('.sending')?.remove();
}

function progress() {
  document.querySelector('.sending')?.remove();
  const bar = make('progress', { max: 1, value: 0 });
  bar.setAttribute('aria-label', 'Sent so far');
  const said = make('p', { className: 'quiet' }, 'Sending');
  said.setAttribute('role', 'status');
  const stop = make('button', { type: 'button', className: 'outline small' }, 'Stop sending');
  return { panel: make('div', { className: 'sending' }, bar, said, stop), bar, said, stop };
}

/** Puts the form that came back in the place of this one. */
function replaced(html, again) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const main = page.querySelector('main');
  if (!main?.querySelector('[data-process]')) return false;
  const first = main.querySelector('[autofocus]');
  first?.removeAttribute('autofocus'); // focus moves below, once all of it is there
  document.title = page.title;
  document.querySelector('main').replaceWith(main);
  again();
  first?.focus();
  return true;
}

/** What another page says that was answered, in short. */
function answered(request) {
  const page = new DOMParser().parseFromString(request.responseText, 'text/html');
  const words = [page.querySelector('h1')?.textContent, page.querySelector('main p')?.textContent].filter(Boolean).map(text => text.trim());
  return words.length ? words.join('. ') : `The server answered ${request.status}. Nothing was started.`;
}
