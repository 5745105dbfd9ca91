// A circuit that cannot be taken up again is over; the page then opens anew, on whichever replica answers.
(() => {
  const notice = document.getElementById('components-reconnect-modal');
  const pause = 2000;
  let opening = false;

  const openAgain = async () => {
    if (opening) {
      return;
    }
    opening = true;
    for (;;) {
      try {
        const response = await fetch('replica', { cache: 'no-store' });
        if (response.ok) {
          location.reload();
          return;
        }
      } catch {
        // nobody answers yet: asked again below
      }
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  };

  new MutationObserver(() => {
    const { classList } = notice;
    if (classList.contains('components-reconnect-rejected') || classList.contains('components-reconnect-failed')) {
      openAgain();
    }
  }).observe(notice, { attributes: true, attributeFilter: ['class'] });

  notice.querySelector('[data-reload]').addEventListener('click', () => location.reload());
})();
