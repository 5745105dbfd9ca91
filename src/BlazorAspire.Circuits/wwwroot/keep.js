// Keeps what the user has typed, the focus and the scroll position over a reload that the user did not ask for, and sees to it that what was done arrives.
(() => {
  const key = 'BlazorAspire.Kept';
  const lifetime = 5 * 60 * 1000;
  const mostTouched = 200;
  const mostText = 64 * 1024;
  const most = 256 * 1024;
  // Parts of a page that load their data first come late; after this time they are not waited for.
  const patience = 15 * 1000;
  const focusPatience = 1500;
  // A server that has a connection again may still have its answers to send.
  const answerPatience = 2000;
  const mostTellings = 2;

  const fields = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
  const neverTypes = ['password', 'file', 'hidden', 'submit', 'button', 'reset', 'image'];
  const secretHints = /(^|\s)(cc-\S+|one-time-code|current-password|new-password)(\s|$)/;
  const edits = ['input', 'change'];
  const actions = ['click', 'dblclick', 'submit', 'drop', 'change'];
  const secrets = new WeakSet();
  // What the user has edited, and how it was left.
  const touched = new Map();
  let unheard = null;
  // Calls of events to the server that it has not answered.
  const unanswered = new Map();
  // How often a field was told again since it was edited: what it holds may be what ends the connection.
  const tellings = new WeakMap();
  let saveAgain = null;

  const isCustom = element => element.localName.includes('-');

  const fieldOf = target => !(target instanceof Element) ? null
    : isCustom(target) && ['string', 'number', 'boolean'].includes(typeof (target.checked ?? target.value)) ? target : target.closest(fields);

  const isChoice = element => element.type === 'checkbox' || element.type === 'radio' || (isCustom(element) && typeof element.checked === 'boolean');

  const mayKeep = element => !neverTypes.includes(element.type) && !secrets.has(element)
    && !secretHints.test(element.getAttribute('autocomplete') ?? '') && !element.closest('[data-no-keep]');

  const read = element => {
    if (isChoice(element)) {
      return element.checked;
    }
    if (element instanceof HTMLSelectElement) {
      return [...element.selectedOptions].map(option => option.value);
    }
    // As text: marked-up content of another page's time is not put into this one.
    return 'value' in element ? element.value : element.innerText;
  };

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  const write = (element, value) => {
    if (isChoice(element)) {
      element.checked = value;
    } else if (element instanceof HTMLSelectElement) {
      for (const option of element.options) {
        option.selected = value.includes(option.value);
      }
    } else if ('value' in element) {
      element.value = value;
    } else {
      element.innerText = value;
    }
  };

  const tell = element => {
    element.dispatchEvent(new InputEvent('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const onEdit = event => {
    const element = fieldOf(event.target);
    unheard?.add(event.target);
    if (event.isTrusted) {
      tellings.delete(event.target);
    }
    if (element?.type === 'password') {
      secrets.add(element);
    } else if (element) {
      touched.set(element, read(element));
      forgetRemoved();
      saveAgain?.();
    }
  };

  const forgetRemoved = () => {
    if (touched.size > mostTouched) {
      for (const element of [...touched.keys()].filter(one => !one.isConnected)) {
        touched.delete(element);
      }
    }
  };

  // A name or a place that finds the same element on a page drawn anew.
  const namesakes = (form, name) => [...(form?.elements ?? document.querySelectorAll(fields))].filter(other => other.name === name && (form || !other.form));

  // Two ways to the element: from the nearest id, and from the body for a page whose ids are new.
  const pathsOf = element => {
    const paths = [];
    const steps = [];
    for (let node = element; node !== document.body && node.parentElement; node = node.parentElement) {
      if (node.id && node !== element && paths.length === 0) {
        paths.push({ from: node.id, steps: [...steps] });
      }
      steps.unshift([...node.parentElement.children].indexOf(node));
    }
    return [...paths, { from: null, steps }];
  };

  const kindOf = element => `${element.localName}/${element.type ?? ''}`;

  const labelOf = element => (element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.getAttribute('placeholder') ?? '').trim();

  const placeOf = element => ({
    kind: kindOf(element),
    id: element.id || null,
    name: element.name || null,
    form: element.form ? [...document.forms].indexOf(element.form) : -1,
    at: element.name ? namesakes(element.form, element.name).indexOf(element) : -1,
    label: labelOf(element),
    paths: pathsOf(element),
  });

  const follow = ({ from, steps }) => steps.reduce((node, step) => node?.children[step], from ? document.getElementById(from) : document.body);

  // An id that is not on the page was of one rendering. Then the name counts, and else the place, with the label that it had.
  const locate = place => {
    const known = place.id && document.getElementById(place.id);
    if (known) {
      return known;
    }
    if (place.name && place.at >= 0) {
      const form = place.form < 0 ? null : document.forms[place.form];
      return form === undefined ? null : namesakes(form, place.name)[place.at];
    }
    return place.paths.map(follow).find(element => element && (element.name || null) === place.name && !element.id === !place.id && labelOf(element) === place.label);
  };

  const find = place => {
    const element = locate(place);
    return element && kindOf(element) === place.kind ? element : null;
  };

  const inputs = () => {
    const kept = [];
    let room = most;
    for (const [element, left] of touched) {
      // What the server has changed since is the server's.
      const value = element.isConnected && mayKeep(element) && same(read(element), left) ? left : undefined;
      const size = JSON.stringify(value ?? '').length;
      if (value !== undefined && size <= mostText && size <= room) {
        room -= size;
        kept.push({ place: placeOf(element), value });
      }
    }
    return kept;
  };

  const focus = () => {
    const element = document.activeElement;
    if (!element || element === document.body) {
      return null;
    }
    let selection = null;
    try {
      selection = element.selectionStart === undefined || element.selectionStart === null ? null : [element.selectionStart, element.selectionEnd, element.selectionDirection];
    } catch {
      // this type of input has no selection
    }
    return { place: placeOf(element), selection };
  };

  const isUnsure = () => [...unanswered.values()].some(event => event.isAction);

  const take = () => ({ isUnsure: isUnsure(), scroll: [scrollX, scrollY], focus: focus(), inputs: inputs() });

  const giveFocus = kept => {
    const element = kept && find(kept.place);
    if (!element) {
      return !kept;
    }
    const back = () => {
      element.focus({ preventScroll: true });
      if (kept.selection && element.setSelectionRange) {
        element.setSelectionRange(...kept.selection);
      }
    };
    back();
    // The router puts the focus on the heading when it has drawn its first page.
    const end = new AbortController();
    const options = { capture: true, signal: end.signal };
    const stop = () => end.abort();
    setTimeout(stop, focusPatience);
    addEventListener('keydown', stop, options);
    addEventListener('pointerdown', stop, options);
    addEventListener('focusin', event => {
      if (event.target !== element) {
        stop();
        back();
      }
    }, options);
    return true;
  };

  // Both are true when nothing is left to put back.
  const giveInputs = kept => {
    for (const entry of [...kept.inputs]) {
      const element = find(entry.place);
      if (element && !element.disabled && mayKeep(element)) {
        kept.inputs.splice(kept.inputs.indexOf(entry), 1);
        if (!touched.has(element) && !same(read(element), entry.value)) {
          write(element, entry.value);
          tell(element);
        }
        touched.set(element, read(element));
      }
    }
    return kept.inputs.length === 0;
  };

  const giveScroll = kept => scrollTo({ left: kept.scroll[0], top: kept.scroll[1], behavior: 'instant' });

  // Done with the action when it says so by true.
  const whenInteractive = action => {
    const attempt = () => document.querySelector('[data-interactive=true]') !== null && action();
    if (attempt()) {
      return;
    }
    const observer = new MutationObserver(() => {
      if (attempt()) {
        observer.disconnect();
      }
    });
    observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-interactive', 'disabled'] });
    setTimeout(() => observer.disconnect(), patience);
  };

  const give = kept => {
    let hasActed = false;
    let hasFocus = false;
    giveScroll(kept);
    for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
      addEventListener(name, () => { hasActed = true; }, { capture: true, once: true, passive: true });
    }
    whenInteractive(() => {
      const hasInputs = giveInputs(kept);
      hasFocus ||= hasActed || giveFocus(kept.focus);
      if (!hasActed) {
        giveScroll(kept);
      }
      return hasInputs && hasFocus;
    });
  };

  // Until the next page is there the user may go on typing in this one.
  const save = (address, wasNoticed) => {
    saveAgain = () => {
      try {
        sessionStorage.setItem(key, JSON.stringify({ ...take(), address, wasNoticed, until: Date.now() + lifetime }));
      } catch {
        // storage is closed to us or full: the page opens without it
      }
    };
    saveAgain();
  };

  const load = address => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
      return kept && kept.address === address && Date.now() < kept.until ? kept : null;
    } catch {
      return null; // storage is closed to us, or holds what we did not write
    }
  };

  document.addEventListener('input', onEdit, true);
  document.addEventListener('change', onEdit, true);

  window.BlazorAspirePage.keep = {
    take,
    give,
    save,
    load,
    whenInteractive,
    /** Within an event of the page, whose call goes to the server. */
    sent(call) {
      const { target, type } = window.event ?? {};
      const isFile = target?.type === 'file';
      if (call && target instanceof Element) {
        unanswered.set(call, { element: target, isEdit: edits.includes(type) && !isFile, isAction: actions.includes(type) && (type !== 'change' || isFile) });
      }
    },
    answered(call) {
      unanswered.delete(call);
    },
    /** The server has all that was sent until now, and answers no more. */
    settled() {
      unanswered.clear();
    },
    /** Events while nobody listens are told again when somebody does. */
    deaf() {
      unheard ??= new Set();
    },
    /** Tells again what was not answered, where it stands as the user left it. Of what cannot be told again the user hears. */
    heard(whenUnsure) {
      const missed = new Set(unheard);
      const open = [];
      unheard = null;
      for (const [call, event] of unanswered) {
        if (event.isEdit) {
          missed.add(event.element);
        }
        if (event.isAction) {
          open.push(call);
        } else {
          unanswered.delete(call);
        }
      }
      for (const element of missed) {
        const times = tellings.get(element) ?? 0;
        if (element.isConnected && times < mostTellings && (!touched.has(element) || same(read(element), touched.get(element)))) {
          tellings.set(element, times + 1);
          tell(element);
        }
      }
      if (open.length > 0) {
        setTimeout(() => open.filter(call => unanswered.delete(call)).length > 0 && whenUnsure(), answerPatience);
      }
    },
  };
})();
