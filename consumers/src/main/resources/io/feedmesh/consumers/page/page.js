// The page of a Feedmesh edge: what flows, live. Everything that comes from a feed goes into the
// page as text, never as markup; only http and https addresses become links.
'use strict';

const MOST_ENTRIES = 100;
const MOST_TITLES = 10000;
const REFRESH_MILLIS = 2000;
const SVG = 'http://www.w3.org/2000/svg';
const at = (id) => document.getElementById(id);
const whole = new Intl.NumberFormat('en');
const arrived = [];
const titles = new Map(); // by feed, as its entries tell them
let clockAhead = 0;
let drawing = false;

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** A link if the address is one of the Web, else just the text. */
function link(address, text, className) {
  let url = null;
  try {
    url = new URL(address);
  } catch (e) {
    url = null;
  }
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return make('span', className, text);
  }
  const a = make('a', className, text);
  a.href = url.href;
  a.rel = 'noopener noreferrer nofollow';
  a.target = '_blank';
  return a;
}

function size(bytes) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = bytes;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

function duration(seconds) {
  if (seconds < 60) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}

function ago(time) {
  return duration((Date.now() + clockAhead - Date.parse(time)) / 1000);
}

function time(iso) {
  const element = make('time', '', `${ago(iso)} ago`);
  element.dateTime = iso;
  return element;
}

function entryItem(entry) {
  const item = make('li', 'fresh');
  item.append(link(entry.link, entry.title || entry.summary || entry.link || entry.key, 'title'));
  if (entry.kind === 'UPDATED') item.append(make('span', 'kind', 'updated'));
  const line = make('div', 'quiet');
  line.append(make('span', '', entry.feedTitle || entry.feedUrl), ' · ', time(entry.acceptedAt));
  item.append(line);
  return item;
}

/** Once for each frame, however many arrive. */
function drawEntries() {
  drawing = false;
  const list = at('entry-list');
  const some = arrived.splice(0).slice(-MOST_ENTRIES).reverse();
  list.prepend(...some.map(entryItem));
  while (list.children.length > MOST_ENTRIES) list.lastChild.remove();
}

function listen() {
  const pill = at('link');
  const events = new EventSource('/changes?last=50');
  events.onopen = () => {
    pill.dataset.state = 'live';
    pill.textContent = 'live';
  };
  events.onerror = () => {
    pill.dataset.state = 'waiting';
    pill.textContent = 'reconnecting…';
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
  };
  events.addEventListener('entry', (event) => {
    const entry = JSON.parse(event.data);
    if (entry.kind === 'REMOVED') return;
    arrived.push(entry);
    if (entry.feedTitle && titles.size < MOST_TITLES) titles.set(entry.feedUrl, entry.feedTitle);
    if (arrived.length > MOST_ENTRIES) arrived.shift();
    if (!drawing) {
      drawing = true;
      setTimeout(drawEntries, 50);
    }
  });
}

function spark(svg, values) {
  const top = Math.max(1, ...values);
  const points = values.map(
    (value, i) => `${((i * 120) / (values.length - 1)).toFixed(1)},${(26 - (value * 24) / top).toFixed(1)}`);
  const area = document.createElementNS(SVG, 'polygon');
  area.setAttribute('points', `0,28 ${points.join(' ')} 120,28`);
  const line = document.createElementNS(SVG, 'polyline');
  line.setAttribute('points', points.join(' '));
  svg.replaceChildren(area, line);
}

function rate(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean >= 100 ? whole.format(Math.round(mean)) : mean.toFixed(mean >= 10 ? 1 : 2);
}

function feedRow(feed) {
  const row = make('tr');
  const name = make('td');
  const title = titles.get(feed.url);
  name.append(link(feed.url, title || feed.url));
  if (title) name.append(make('div', 'quiet', feed.url));
  const changed = make('td', 'number');
  changed.append(time(feed.changedAt));
  const cold = feed.state === 'cold';
  const bytes = make('td', cold ? 'number quiet' : 'number', cold ? 'cold' : size(feed.size));
  if (cold) bytes.title = 'Nobody asked for it lately: its version is known, its body is not kept.';
  row.append(name, changed, bytes, make('td', 'number', whole.format(feed.version)));
  return row;
}

function show(status) {
  clockAhead = Date.parse(status.now) - Date.now();
  at('edge').textContent = status.edge;
  document.title = `${status.edge} · Feedmesh`;
  at('feeds').textContent = whole.format(status.feeds);
  at('bytes').textContent =
    size(status.bytes) + (status.cold > 0 ? ` · ${whole.format(status.cold)} cold` : '');
  at('clients').textContent = whole.format(status.clients);
  at('uptime').textContent = `up for ${ago(status.startedAt)}`;
  at('entry-rate').textContent = rate(status.entries.perSecond);
  at('entries').textContent = `${whole.format(status.entries.total)} since start`;
  spark(at('entry-line'), status.entries.perSecond);
  at('document-rate').textContent = rate(status.documents.perSecond);
  at('documents').textContent = `${whole.format(status.documents.total)} since start`;
  spark(at('document-line'), status.documents.perSecond);
  at('rows').replaceChildren(...status.rows.map(feedRow));
  at('more').textContent =
    status.rows.length === 0 ? 'No feeds.' : status.rows.length < status.feeds ? `The ${status.rows.length} changed last${status.filter ? ' that match' : ''}.` : '';
  document.querySelectorAll('.entries time').forEach((t) => {
    t.textContent = `${ago(t.dateTime)} ago`;
  });
}

async function refresh() {
  const filter = at('filter').value.trim();
  try {
    const answer = await fetch(`/page/status.json?q=${encodeURIComponent(filter)}`, { cache: 'no-store' });
    if (answer.ok) {
      const status = await answer.json();
      if (filter === at('filter').value.trim()) show(status);
    }
  } catch (e) {
    at('uptime').textContent = 'no answer from the edge';
  }
}

at('filter').addEventListener('input', refresh);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) refresh();
});
setInterval(() => {
  if (!document.hidden) refresh();
}, REFRESH_MILLIS);
refresh();
listen();
