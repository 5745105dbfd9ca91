// Loaded before anything is drawn, so that the chosen theme is there from the first frame.
(() => {
  const key = 'theme';
  const themes = {
    system: ['As the system', 'M2.5 3h11v8h-11zM6 13.5h4M8 11v2.5'],
    light: ['Light', 'M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9L13 13M13 3l-1.1 1.1M4.1 11.9L3 13'],
    dark: ['Dark', 'M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2Z'],
  };

  const read = () => {
    try {
      const stored = localStorage.getItem(key);
      return Object.hasOwn(themes, stored) ? stored : 'system';
    } catch {
      return 'system'; // storage is closed to us: the system's theme it is
    }
  };

  let chosen = read();

  const apply = () => {
    if (chosen === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = chosen;
    }
    for (const button of document.querySelectorAll('.theme-switch button')) {
      button.setAttribute('aria-pressed', String(button.value === chosen));
    }
  };

  const choose = theme => {
    chosen = theme;
    try {
      localStorage.setItem(key, theme);
    } catch {
      // not kept, but valid until the page is left
    }
    apply();
  };

  const button = ([theme, [name, shape]]) => {
    const element = document.createElement('button');
    element.type = 'button';
    element.value = theme;
    element.title = name;
    element.setAttribute('aria-label', name);
    element.innerHTML = `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="${shape}"/></svg>`;
    element.addEventListener('click', () => choose(theme));
    return element;
  };

  // An element of its own draws itself again wherever and whenever Blazor puts it.
  customElements.define('theme-switch', class extends HTMLElement {
    connectedCallback() {
      this.className = 'theme-switch';
      this.setAttribute('role', 'group');
      this.setAttribute('aria-label', 'Theme');
      this.replaceChildren(...Object.entries(themes).map(button));
      apply();
    }
  });

  addEventListener('storage', event => {
    if (event.key === key) {
      chosen = read();
      apply();
    }
  });

  // With a base address a plain #fragment would lead to the start page.
  document.addEventListener('click', event => {
    const link = event.target instanceof Element && event.target.closest('[data-skip-to]');
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      document.getElementById(link.dataset.skipTo)?.focus();
    }
  }, true);

  apply();
})();
