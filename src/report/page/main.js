/*
 * main.js - starts the page: masthead, navigation, which part is shown. Comes
 * last.
 *
 * The part is named by the address: #themes, or #theme/NAME. A part is made
 * when it is gone to.
 */

/** Parts in the navigation, as far as they are there. */
const NAVIGATION = ['overview', 'themes', 'trends', 'comparison', 'together',
  'documents', 'tables', 'reading'];
const FIRST_VIEW = 'overview';

const SCHEMES = ['auto', 'light', 'dark'];
const SCHEME_KEY = 'policylex-scheme';

/** Parts that stand on paper one after another, when all is printed. */
const PRINTED = ['overview', 'themes', 'trends', 'comparison', 'together',
  'reading'];

/* -- Light and dark -------------------------------------------------------- */

/** @returns {string} */
function rememberedScheme() {
  try {
    const scheme = localStorage.getItem(SCHEME_KEY);

    return SCHEMES.includes(scheme) ? scheme : 'auto';
  } catch (error) {
    return 'auto';
  }
}

/** Charts that must draw anew listen for 'schemechange' on the document.
 * @param {string} scheme */
function useScheme(scheme) {
  if (scheme === 'auto') {
    delete document.documentElement.dataset.scheme;
  } else {
    document.documentElement.dataset.scheme = scheme;
  }
  try {
    localStorage.setItem(SCHEME_KEY, scheme);
  } catch (error) {
    /* A page from disk may not be allowed to remember. */
  }
  document.dispatchEvent(new Event('schemechange'));
}

function schemeField() {
  return choiceField('Colours', [['auto', 'as the system'], ['light', 'light'],
    ['dark', 'dark']], rememberedScheme(), useScheme);
}

/* -- Which part ------------------------------------------------------------ */

/** @returns {{name: string, parameter: string}} */
function route() {
  const [name, ...rest] = window.location.hash.slice(1).split('/');
  let parameter = rest.join('/');

  try {
    parameter = decodeURIComponent(parameter);
  } catch (error) {
    parameter = '';
  }
  return Object.hasOwn(views, name) ? { name, parameter }
    : { name: FIRST_VIEW, parameter: '' };
}

/** @param {string} name of the part shown */
function markNavigation(name) {
  const of = { theme: 'themes' }[name] || name;

  for (const anchor of document.querySelectorAll('#nav a')) {
    if (anchor.getAttribute('href') === address(of)) {
      anchor.setAttribute('aria-current', 'page');
    } else {
      anchor.removeAttribute('aria-current');
    }
  }
}

/** Fills the container, or says in it why that cannot be.
 * @param {HTMLElement} container @param {string} name
 * @param {string} parameter */
async function fillView(container, name, parameter) {
  const patience = setTimeout(() => container.classList.add('loading'), 150);

  container.setAttribute('aria-busy', 'true');
  try {
    await views[name].render(container, parameter);
  } catch (error) {
    container.append(element('p', { class: 'fault' },
      `This part cannot be shown: ${error.message}`));
    console.error(error);
  }
  clearTimeout(patience);
  container.classList.remove('loading');
  container.removeAttribute('aria-busy');
}

/** Shows the part that the address names.
 * @param {boolean} byReader whether the reader went there */
async function show(byReader) {
  const { name, parameter } = route();
  const view = views[name];
  const text = view.heading ? view.heading(parameter) : view.title;
  const heading = element('h2', { tabindex: '-1' }, bdi(text));
  const container = element('div', { class: `view view-${name}` });

  document.title = `${text} · ${reportTitle()}`;
  document.getElementById('main').replaceChildren(heading, container);
  markNavigation(name);
  if (byReader) {
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
  await fillView(container, name, parameter);
}

views.all = {
  title: 'Everything on one page',
  async render(container) {
    container.append(element('p', { class: 'controls' }, element('button', {
      type: 'button', onclick: () => window.print(),
    }, 'Print')));
    for (const name of PRINTED.filter((one) => Object.hasOwn(views, one))) {
      const part = element('div', { class: `view view-${name} part` });

      container.append(element('h2', {}, views[name].title), part);
      await views[name].render(part, '');
      await breathe();
    }
  },
};

/* -- The frame ------------------------------------------------------------- */

/** The last part of a path. @param {string} path */
function pathName(path) {
  return path.replace(/\/+$/, '').split('/').pop();
}

function reportTitle() {
  const corpus = facts.run && facts.run.settings && facts.run.settings.corpus;

  return corpus && pathName(corpus) !== 'corpus'
    ? `Policy themes in ${pathName(corpus)}` : 'Policy themes';
}

/** "2026-11-23T02:58:41Z" as "23 November 2026, 02:58 UTC". */
function countedAt() {
  const date = new Date(facts.counted_at);

  return `${date.toLocaleDateString('en-GB',
    { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })}, ${
    facts.counted_at.slice(11, 16)} UTC`;
}

function fillFrame() {
  document.getElementById('title').textContent = reportTitle();
  document.getElementById('imprint').replaceChildren('Counted ',
    element('time', { datetime: facts.counted_at }, countedAt()));
  document.getElementById('nav').replaceChildren(element('ul', {},
    NAVIGATION.filter((name) => Object.hasOwn(views, name))
      .map((name) => element('li', {}, link(views[name].title, name)))));
  document.getElementById('colophon').replaceChildren(
    element('p', {}, `Made by policylex ${facts.version} from the CSV files`
      + ' beside this page, which are the record. Charts are drawn with D3,'
      + ' © Mike Bostock, BSD licence.'),
    element('p', { class: 'controls' }, schemeField(),
      link('Everything on one page, to print', 'all')));
}

function start() {
  useScheme(rememberedScheme());
  fillFrame();
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('main').focus();
  });
  window.addEventListener('hashchange', () => show(true));
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change',
    () => document.dispatchEvent(new Event('schemechange')));
  show(false);
}

if (typeof DecompressionStream === 'function') {
  start();
}
