// Starts Blazor, and finds a way back when its connection is lost: the same circuit, else its saved state, else the page anew on whichever replica answers.
(() => {
  const { tab, keep, notice } = window.BlazorAspirePage;
  const base = 250;
  const cap = 10 * 1000;
  // An attempt that hangs for this long is not waited for.
  const attemptLimit = 10 * 1000;
  const navigationLimit = 30 * 1000;
  const stopLimit = 1000;
  const offlineAfter = 5 * 1000;
  // The server's call must have its answer before the page acts on it.
  const answerTime = 20;
  const reopenedKey = 'BlazorAspire.Reopened';
  const reopenedLifetime = 60 * 1000;
  const steadyAfter = 2 * 1000;
  const freeReopenings = 2;
  const freeRefusals = 3;
  // Of a message, around its texts.
  const overhead = 256;

  let current = null;
  let connection = null;
  let hasCircuit = false;
  let isMoving = false;
  let isRefused = false;

  const later = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

  // Full jitter: many pages that lose one replica at once come back spread over the whole interval.
  const backOff = failures => Math.random() * Math.min(cap, base * 2 ** (failures - 1));

  class Late extends Error {}

  const limited = (promise, limit) => Promise.race([promise, later(limit).then(() => { throw new Late('no answer in time'); })]);

  const probe = async () => {
    const hangUp = new AbortController();
    const asked = fetch('replica', { cache: 'no-store', signal: hangUp.signal });
    const response = await limited(asked, attemptLimit).finally(() => hangUp.abort());
    if (!response.ok) {
      const error = new Error(`nobody can serve: status code '${response.status}'`);
      isRefused = isRefusal(error);
      throw error;
    }
  };

  // A page that fails each time it is opened must not open itself without a pause.
  const countReopened = () => {
    try {
      const before = JSON.parse(sessionStorage.getItem(reopenedKey));
      const times = before && Date.now() < before.until ? before.times + 1 : 0;
      sessionStorage.setItem(reopenedKey, JSON.stringify({ times, until: Date.now() + reopenedLifetime }));
      return times;
    } catch {
      return 1; // storage is closed to us: better slow than without end
    }
  };

  const forgetReopened = () => {
    try {
      sessionStorage.removeItem(reopenedKey);
    } catch {
      // nothing was kept
    }
  };

  // The steps of a way back: true ends it, false leads to the next step, an error to another try.
  const reconnect = () => limited(Blazor.reconnect(), attemptLimit);
  const resume = async () => {
    if (typeof Blazor.resumeCircuit !== 'function') {
      return false;
    }
    // The resumed page is drawn anew, without what was typed.
    const kept = keep.take();
    const isResumed = await limited(Blazor.resumeCircuit(), attemptLimit);
    if (isResumed) {
      keep.give(kept);
    }
    return isResumed;
  };
  const reopen = async hasAnswered => {
    if (!hasAnswered) {
      await probe();
    }
    const times = countReopened();
    await later(times < freeReopenings ? 0 : backOff(times));
    keep.save(tab.address, notice.isVisible);
    // From here on this page shows nothing new: the next one is read from what is saved by now, and must not be older than this.
    document.body.inert = true;
    await limited(Promise.resolve(connection?.stop()), stopLimit).catch(() => {});
    tab.reopen();
    return limited(new Promise(() => {}), navigationLimit).finally(() => {
      document.body.inert = false;
    });
  };

  // A 4xx of the negotiation, without those that pass by themselves: 404, 408, 425 and 429.
  const isRefusal = error => /status code '4(?!0[48]|2[59])\d\d'/i.test(`${error}`);

  const errorUi = () => document.getElementById('blazor-error-ui');

  const finish = way => {
    if (current !== way) {
      return;
    }
    current = null;
    way.wake();
    notice.hide();
    keep.heard(() => notice.show('unsure'));
  };

  const pause = (way, milliseconds) => new Promise(resolve => {
    way.wake = resolve;
    setTimeout(resolve, milliseconds);
  });

  const climb = async (state, ...steps) => {
    if (current || tab.isLeaving) {
      return;
    }
    const way = { wake() {}, failures: 0 };
    const since = performance.now();
    const hadError = errorUi()?.style.display === 'block';
    current = way;
    keep.deaf();
    notice.show(state);
    let step = 0;
    let hasAnswered = false;
    while (current === way) {
      try {
        if (await steps[step](hasAnswered)) {
          finish(way);
          return;
        }
        step++;
        hasAnswered = true;
        continue;
      } catch (error) {
        hasAnswered = false;
        way.failures++;
        // One that hangs may still succeed; a second beside it would be one too many.
        step = error instanceof Late ? steps.length - 1 : step;
      }
      if (current !== way) {
        return;
      }
      if (!hadError && errorUi()) {
        // The framework takes a failed attempt for the page's end; it is not.
        errorUi().style.display = '';
      }
      const isEarly = navigator.onLine && performance.now() - since < offlineAfter;
      notice.show(isRefused && way.failures >= freeRefusals ? 'refused' : isEarly ? state : 'offline');
      await pause(way, backOff(way.failures));
    }
  };

  const tryNow = () => {
    if (current) {
      current.failures = 0;
      current.wake();
    }
  };

  const lost = () => hasCircuit ? climb('reconnecting', reconnect, resume, reopen) : climb('reconnecting', reopen);

  const canPause = () => typeof Blazor.pauseCircuit === 'function' && typeof Blazor.resumeCircuit === 'function';

  const moveNow = async () => {
    if (current || isMoving || tab.isLeaving) {
      return;
    }
    if (!canPause()) {
      climb('resuming', reopen);
      return;
    }
    isMoving = true;
    keep.settled();
    const isPaused = await limited(Blazor.pauseCircuit(), attemptLimit).catch(() => false);
    isMoving = false;
    climb('resuming', ...(isPaused ? [resume] : []), reopen);
  };

  const reconnectionHandler = {
    onConnectionDown(options, error, isPause) {
      if (!isPause && !isMoving) {
        lost();
      }
    },
    onConnectionUp() {
      if (current) {
        finish(current);
      }
    },
  };

  const circuitHandler = {
    onCircuitOpened() {
      hasCircuit = true;
      setTimeout(forgetReopened, steadyAfter);
    },
    onCircuitClosed() {
      hasCircuit = false;
    },
  };

  // The server would end the connection, and say nothing of why.
  const isTooLarge = values => {
    const text = values.filter(value => typeof value === 'string').join('');
    return text.length * 3 + overhead > notice.maxMessage && new TextEncoder().encode(text).length + overhead > notice.maxMessage;
  };

  const configureSignalR = builder => {
    if (tab.id !== null) {
      builder.withUrl(`_blazor?tab=${tab.id}`);
    }
    const build = builder.build;
    builder.build = () => {
      connection = build.call(builder);
      connection.on('JS.EndInvokeDotNet', keep.answered);
      const { send, start } = connection;
      connection.send = (method, ...values) => {
        if (method === 'BeginInvokeDotNetFromJS') {
          if (isTooLarge(values)) {
            notice.show('large');
            return Promise.resolve();
          }
          if (notice.state === 'large' && ['input', 'change'].includes(window.event?.type)) {
            notice.hide();
          }
          keep.sent(values[0]);
        }
        return send.call(connection, method, ...values);
      };
      connection.start = () => {
        const started = start.call(connection);
        started.then(() => { isRefused = false; }, error => { isRefused = isRefusal(error); });
        // The framework gives up on a first connection that fails, and says nothing.
        started.catch(error => {
          if (hasCircuit) {
            return;
          }
          // To load the page again would end in the same answer.
          if (isRefusal(error) && countReopened() >= freeReopenings) {
            notice.show('refused');
          } else {
            lost();
          }
        });
        return started;
      };
      return connection;
    };
  };

  const giveBack = () => {
    const kept = keep.load(tab.address);
    if (!kept) {
      return;
    }
    keep.give(kept);
    if (kept.wasNoticed || kept.isUnsure) {
      notice.show('resuming');
      keep.whenInteractive(() => {
        notice.show(kept.isUnsure ? 'unsure' : 'moved');
        return true;
      });
    }
  };

  const watch = () => {
    notice.onRetry(tryNow);
    addEventListener('online', tryNow);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tryNow());
    // A connection over a lost network looks alive for half a minute.
    addEventListener('offline', () => probe().catch(() => connection?.stop()));
    // What the framework loads before its first connection can fail too.
    addEventListener('unhandledrejection', async () => {
      await later(1000);
      if (!connection && !tab.isLeaving && hasServerComponents()) {
        lost();
      }
    });
  };

  const hasServerComponents = () => {
    const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
    while (comments.nextNode()) {
      if (comments.currentNode.data.startsWith('Blazor:')) {
        return true;
      }
    }
    return false;
  };

  const start = async () => {
    await tab.ready;
    giveBack();
    watch();
    if (window.Blazor) {
      Blazor.start({ circuit: { configureSignalR, reconnectionHandler, circuitHandlers: [circuitHandler] } });
    } else {
      lost();
    }
  };

  /** Called by the server, with its reason, and answered before anything happens. */
  window.BlazorAspirePage.move = () => {
    setTimeout(moveNow, answerTime);
  };

  start();
})();
