// Says how the connection to the server is, and nothing while it is well.
(() => {
  const notice = document.getElementById('components-reconnect-modal');
  // A blink is not worth a word.
  const blink = 400;
  const farewells = { moved: 4000, unsure: 15000 };
  const alerts = ['unsure', 'large', 'refused', 'offline'];
  let wanted = null;
  let timer;

  const draw = () => {
    if (wanted === null) {
      delete notice.dataset.state;
    } else {
      notice.setAttribute('role', alerts.includes(wanted) ? 'alert' : 'status');
      notice.dataset.state = wanted;
    }
  };

  const show = state => {
    if (state === wanted) {
      return;
    }
    clearTimeout(timer);
    wanted = state;
    if (notice.dataset.state || state === 'moved' || alerts.includes(state)) {
      draw();
    } else {
      timer = setTimeout(draw, blink);
    }
    if (farewells[state]) {
      timer = setTimeout(hide, farewells[state]);
    }
  };

  const hide = () => {
    clearTimeout(timer);
    wanted = null;
    draw();
  };

  window.BlazorAspirePage.notice = {
    show,
    hide,
    maxMessage: Number(notice.dataset.maxMessage) || Infinity,
    get state() { return wanted; },
    get isVisible() { return notice.dataset.state !== undefined; },
    onRetry: action => notice.querySelector('[data-retry]').addEventListener('click', action),
  };
})();
