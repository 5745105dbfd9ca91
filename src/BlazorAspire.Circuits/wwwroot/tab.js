// Loaded first, before anything is drawn: which tab this is, and whether the page was prerendered with this tab's saved state.
(() => {
  const key = 'BlazorAspire.Tab';
  const parameter = '_tab';
  const form = /^[0-9a-f]{32}$/;
  // How long an earlier page of this same tab may still hold the name while it is taken down.
  const patience = 1000;
  const root = document.documentElement;
  // Absent on what must not be asked for again, such as the answer to a form.
  const prerendered = document.currentScript.dataset.tab;

  const isOurs = pair => pair.split('=')[0] === parameter;
  const pairs = location.search.slice(1).split('&').filter(pair => pair);
  const asked = pairs.filter(isOurs).map(pair => pair.split('=')[1]).find(id => form.test(id));

  // The rest of the query stays as it was written: URLSearchParams would write it anew.
  const addressWith = (...added) => {
    const query = [...location.search.slice(1).split('&').filter(pair => pair && !isOurs(pair)), ...added].join('&');
    return location.pathname + (query && `?${query}`) + location.hash;
  };

  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

  const store = value => {
    sessionStorage.setItem(key, value);
    return value;
  };

  const setCookie = (value, seconds) => {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    // A browser keeps no other cookie for a page in another site's frame.
    const site = secure && self !== top ? 'None; Partitioned' : 'Lax';
    document.cookie = `${key}=${value}; Max-Age=${seconds}; Path=/; SameSite=${site}${secure}`;
  };

  let id = null;
  let isNew = false;
  try {
    const stored = sessionStorage.getItem(key);
    isNew = !form.test(stored);
    // Taken over from the address where nothing is stored: a storage that forgets could otherwise make us ask without end.
    id = isNew ? store(asked ?? newId()) : stored;
  } catch {
    // storage is closed to us: no tab, and everything else works
  }

  let release = () => {};
  let isLeaving = false;

  // Resolves with false when another living page has this name, as in a tab that was duplicated with its storage.
  const claim = async () => {
    if (!navigator.locks) {
      return true;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), patience);
    return new Promise(resolve => {
      navigator.locks.request(`${key}.${id}`, { signal: controller.signal }, () => {
        clearTimeout(timer);
        resolve(true);
        return new Promise(letGo => { release = letGo; });
      }).catch(error => resolve(error.name !== 'AbortError'));
    });
  };

  const replace = () => {
    isLeaving = true;
    release();
    location.replace(addressWith(`${parameter}=${id}`));
    return new Promise(() => {});
  };

  const settle = async () => {
    if (id === null) {
      return;
    }
    const isReplaceable = prerendered !== undefined;
    const isOther = isReplaceable && prerendered !== id && asked !== id && !(isNew && prerendered === '');
    const isExpected = asked === id || performance.getEntriesByType('navigation')[0]?.type === 'reload';
    root.toggleAttribute('data-leaving', isOther);
    const claimed = claim().then(isAlone => {
      if (!isAlone) {
        id = store(newId());
      }
      return isOther || (isReplaceable && !isAlone) ? replace() : undefined;
    });
    // A page that this tab itself asked for need not wait until the one before it is gone.
    if (isOther || !isExpected) {
      await claimed;
    }
  };

  if (pairs.some(isOurs)) {
    history.replaceState(history.state, '', addressWith());
  }

  if (id !== null) {
    setCookie('', 0);
    addEventListener('pageshow', event => {
      setCookie('', 0);
      if (event.persisted) {
        claim();
      }
    });
    addEventListener('beforeunload', () => setCookie(id, 10));
    addEventListener('pagehide', () => release());
  }

  // This page's own reloads keep what was typed, so nobody need be asked whether to leave.
  addEventListener('beforeunload', event => isLeaving && event.stopImmediatePropagation());

  window.BlazorAspirePage = {
    tab: {
      get id() { return id; },
      get isLeaving() { return isLeaving; },
      /** This page's address, without the tab. */
      get address() { return addressWith(); },
      /** Resolves when this page is the one to be used; never when it is about to be replaced. */
      ready: settle(),
      /** Opens this page anew, with this tab's state. */
      reopen() {
        if (id !== null) {
          replace();
        } else {
          isLeaving = true;
          location.reload();
        }
      },
    },
  };
})();
