// Says how the connection to the server is, and nothing while it is well.
(() => {
  const notice = document.getElementById('components-reconnect-modal');
  // A blink is not worth a word.
  const blink = 400;
  const farewell = 4000;
  let wanted = null;
  let timer;

  const draw = () => {
    if (wanted === null) {
      delete notice.dataset.state;
    } else {
      notice.setAttribute('role', wanted === 'offline' || wanted === 'refused' ? 'alert' : 'status');
      notice.dataset.state = wanted;
    }
  };

  const show = state => {
    if (state === wanted) {
      return;
    }
    clearTimeout(timer);
    wanted = state;
    if (notice.dataset.state || state === 'offline' || state === 'moved') {
      draw();
    } else {
      timer = setTimeout(draw, blink);
    }
    if (state === 'moved') {
      timer = setTimeout(hide, farewell);
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
    get isVisible() { return notice.dataset.state !== undefined; },
    onRetry: action => notice.querySelector('[data-retry]').addEventListener('click', action),
  };
})();
