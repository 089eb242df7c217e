/** The chat page's program, for browsers. It asks the server that it came from, and nobody else. */
export const chatPageScript = String.raw`
'use strict';
const byId = (id) => document.getElementById(id);
const log = byId('log'), form = byId('form'), input = byId('input'), send = byId('send'), stop = byId('stop');
const status = byId('status'), keyRow = byId('key-row'), key = byId('key'), picture = byId('picture');
let messages = [], running = null, about = null;

const headers = () => {
  const given = { 'content-type': 'application/json' };
  if (key.value !== '') given.authorization = 'Bearer ' + key.value;
  return given;
};

async function ask(path, body, signal) {
  const file = body instanceof File;
  // The server looks at the bytes; the type says that there are some.
  const type = file ? { 'content-type': body.type.startsWith('image/') ? body.type : 'image/unknown' } : {};
  const response = await fetch(path, body === undefined
    ? { headers: headers() }
    : { method: 'POST', headers: { ...headers(), ...type }, body: file ? body : JSON.stringify(body), signal });
  if (response.ok) return response;
  if (response.status === 401) { keyRow.hidden = false; key.focus(); }
  const told = await response.json().catch(() => null);
  throw new Error(told?.error?.message ?? response.status + ' ' + response.statusText);
}

function show(role, text) {
  const item = document.createElement('li');
  item.className = role;
  const name = document.createElement('span');
  name.className = 'role';
  name.textContent = { user: 'You', assistant: about?.model ?? 'Model', error: 'Error' }[role];
  const body = document.createElement('p');
  body.textContent = text;
  item.append(name, body);
  log.append(item);
  item.scrollIntoView({ block: 'end' });
  return body;
}

async function load() {
  try {
    about = await (await ask('/about')).json();
  } catch (error) {
    status.textContent = error.message;
    return;
  }
  keyRow.hidden = true;
  byId('model').textContent = about.model;
  byId('model').title = about.description + ', step ' + about.step;
  document.title = about.model;
  const chats = about.endpoints.includes('/v1/chat/completions');
  const classifies = about.endpoints.includes('/classify') && !readsImages();
  byId('settings').hidden = !chats;
  byId('picture-row').hidden = !readsImages();
  input.hidden = send.hidden = readsImages();
  send.disabled = !(chats || classifies);
  status.textContent = chats ? 'Ready. ' + about.positions + ' tokens of context.'
    : classifies ? 'Ready. Classes: ' + about.classes.join(', ') + '.'
    : readsImages() ? 'Ready. Choose images, or drop them here. Classes: ' + about.classes.join(', ') + '.'
    : 'This run answers ' + about.endpoints.join(', ') + ' only.';
  send.textContent = classifies ? 'Classify' : 'Send';
  focusField();
}

const readsImages = () => about?.reads === 'images';
const focusField = () => (readsImages() ? picture : input).focus();

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value;
    const parts = rest.split('\n\n');
    rest = parts.pop();
    for (const part of parts) {
      const data = part.replace(/^data: /, '');
      if (data === '[DONE]') return;
      const event = JSON.parse(data);
      if (event.error) throw new Error(event.error.message);
      yield event;
    }
  }
}

async function chat(text, signal) {
  messages.push({ role: 'user', content: text });
  const body = show('assistant', '');
  body.setAttribute('aria-busy', 'true');
  const began = performance.now();
  let first = 0, tokens = 0, answer = '';
  const speed = () => {
    const seconds = (performance.now() - first) / 1000;
    return tokens > 1 && seconds > 0 ? ' · ' + ((tokens - 1) / seconds).toFixed(1) + ' tokens/s' : '';
  };
  try {
    const response = await ask('/v1/chat/completions', {
      model: about.model, messages, stream: true, stream_options: { include_usage: true },
      temperature: Number(byId('temperature').value), max_tokens: Number(byId('most').value) || null,
    }, signal);
    for await (const event of events(response)) {
      const piece = event.choices[0]?.delta?.content;
      if (piece) {
        first ||= performance.now();
        tokens++;
        answer += piece;
        body.textContent = answer;
        body.scrollIntoView({ block: 'end' });
        status.textContent = 'Writing' + speed();
      }
      if (event.usage) tokens = event.usage.completion_tokens;
    }
    first ||= performance.now();
    status.textContent = tokens + ' tokens in ' + ((performance.now() - began) / 1000).toFixed(1) + ' s' + speed();
  } catch (error) {
    if (!signal.aborted) throw error;
    status.textContent = 'Stopped after ' + tokens + ' pieces' + speed();
  } finally {
    body.removeAttribute('aria-busy');
    if (answer === '') body.parentElement.classList.add('empty');
    messages.push({ role: 'assistant', content: answer });
  }
}

async function classify(body, signal) {
  const { data } = await (await ask('/classify', body, signal)).json();
  const lines = Object.entries(data[0].probabilities).sort((a, b) => b[1] - a[1])
    .map(([label, share]) => label + '  ' + (share * 100).toFixed(1) + ' %');
  show('assistant', lines.join('\n'));
  status.textContent = data[0].label;
}

async function working(work) {
  running = new AbortController();
  stop.disabled = false;
  send.disabled = picture.disabled = true;
  try {
    await work(running.signal);
  } catch (error) {
    show('error', error.message);
    status.textContent = 'Failed.';
    while (messages.length > 0 && messages.at(-1).content === '') messages.pop();
    if (messages.at(-1)?.role === 'user') messages.pop();
  } finally {
    running = null;
    stop.disabled = true;
    send.disabled = picture.disabled = false;
    focusField();
  }
}

function showImage(file) {
  const image = document.createElement('img');
  image.alt = '';
  // Not every browser shows every format that the server reads.
  image.addEventListener('error', () => image.remove());
  const reader = new FileReader();
  reader.addEventListener('load', () => { image.src = reader.result; });
  reader.readAsDataURL(file);
  show('user', file.name).after(image);
}

async function sort(files) {
  if (files.length === 0 || running !== null || !readsImages()) return;
  await working(async (signal) => {
    for (const file of files) {
      showImage(file);
      await classify(file, signal);
    }
  });
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (about === null) { await load(); return; }
  if (text === '' || running !== null || send.disabled || readsImages()) return;
  input.value = '';
  show('user', text);
  const classifies = about.endpoints.includes('/classify');
  await working((signal) => (classifies ? classify({ input: text }, signal) : chat(text, signal)));
});
picture.addEventListener('change', async () => {
  const files = [...picture.files];
  await sort(files);
  picture.value = '';
});
for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  document.addEventListener(type, (event) => {
    if (!readsImages()) return;
    event.preventDefault();
    document.body.classList.toggle('dropping', type === 'dragenter' || type === 'dragover');
    if (type === 'drop') sort([...event.dataTransfer.files]);
  });
}
input.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
});
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') running?.abort(); });
stop.addEventListener('click', () => running?.abort());
byId('clear').addEventListener('click', () => { running?.abort(); messages = []; log.replaceChildren(); status.textContent = 'Ready.'; focusField(); });
key.addEventListener('change', load);
load();
`;
