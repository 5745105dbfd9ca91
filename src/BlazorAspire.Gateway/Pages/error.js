(() => {
  try {
    // The app's own switch keeps the user's choice here.
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // Storage is closed to this page: the system's theme it is.
  }
  const base = Number(document.querySelector('main').dataset.seconds);
  if (!base) {
    // What was asked for must not be asked for twice.
    return;
  }
  // All waiting browsers together would be the first thing that the app meets when it is back.
  let left = Math.round(base + Math.random() * base);
  const again = () => location.replace(location.href);
  document.getElementById('now').addEventListener('click', event => { event.preventDefault(); again(); });
  const countdown = document.getElementById('countdown');
  document.getElementById('status').textContent = `Trying again in ${left} seconds.`;
  const tick = () => {
    if (left <= 0) {
      countdown.textContent = 'Trying again…';
      again();
      return;
    }
    countdown.textContent = `or wait ${left} s`;
    left--;
    setTimeout(tick, 1000);
  };
  tick();
})();
