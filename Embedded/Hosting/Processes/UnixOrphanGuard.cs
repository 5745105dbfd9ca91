using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Embedded.Hosting.Processes;

/// <summary>
/// A shell that reads process ids from a pipe. The pipe closes when the AppHost is gone, however it went; the shell then ends what is left.
/// </summary>
internal sealed partial class UnixOrphanGuard(string scratchDirectory, ILogger<UnixOrphanGuard> logger) : IOrphanGuard
{
    // $1 is the scratch folder. A process is remembered with its start time, so that a reused id is left alone.
    private const string Script = """
        trap '' INT TERM HUP
        started() { if [ -r "/proc/$1/stat" ]; then sed 's/.*) //' "/proc/$1/stat" | cut -d' ' -f20; else ps -o lstart= -p "$1" | tr -s ' ' '_'; fi; } 2>/dev/null
        known=
        while read -r verb pid; do
          case "$verb" in
            add) known="$known $pid:$(started "$pid")" ;;
            remove) kept=; for k in $known; do [ "${k%%:*}" = "$pid" ] || kept="$kept $k"; done; known=$kept ;;
            quit) exit 0 ;;
          esac
        done
        same() { now=$(started "${1%%:*}"); [ -n "$now" ] && [ "$now" = "${1#*:}" ]; }
        for k in $known; do same "$k" && kill -TERM "${k%%:*}"; done 2>/dev/null
        i=0
        while [ $i -lt 20 ]; do
          left=; for k in $known; do same "$k" && left=1; done
          [ -z "$left" ] && break
          sleep 0.1; i=$((i + 1))
        done
        for k in $known; do same "$k" && { kill -KILL "-${k%%:*}" || kill -KILL "${k%%:*}"; }; done 2>/dev/null
        rm -rf "$1"
        """;

    private readonly Lock _lock = new();
    private readonly HashSet<ProcessIdentity> _known = [];
    private Process? _shell;

    public void Start()
    {
        lock (_lock)
        {
            StartShellNeedsLock();
        }
    }

    public void Add(ProcessIdentity process)
    {
        lock (_lock)
        {
            _known.Add(process);
            TellNeedsLock($"add {process.Id}");
        }
    }

    public void Remove(ProcessIdentity process)
    {
        lock (_lock)
        {
            _known.Remove(process);
            TellNeedsLock($"remove {process.Id}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Process? shell;
        lock (_lock)
        {
            TellNeedsLock("quit");
            shell = _shell;
            _shell = null;
        }
        if (shell is not null)
        {
            await shell.WaitForExitAsync();
            shell.Dispose();
        }
    }

    private void TellNeedsLock(string line)
    {
        try
        {
            _shell?.StandardInput.WriteLine(line);
            _shell?.StandardInput.Flush();
        }
        catch (IOException)
        {
            LogRestarted(logger);
            _shell?.Dispose();
            StartShellNeedsLock();
        }
    }

    private void StartShellNeedsLock()
    {
        var wrapped = OwnSession.Wrap(new ProcessSpec("/bin/sh", ["-c", Script, "sh", scratchDirectory], "/"));
        _shell = Process.Start(new ProcessStartInfo(wrapped.FileName, wrapped.Arguments) { WorkingDirectory = "/", RedirectStandardInput = true });
        foreach (var process in _known)
        {
            _shell!.StandardInput.WriteLine($"add {process.Id}");
        }
        _shell!.StandardInput.Flush();
    }

    [LoggerMessage(EventId = 200, EventName = "OrphanGuardRestarted", Level = LogLevel.Warning,
        Message = "The shell that ends left-over processes has itself ended, and was started again.")]
    private static partial void LogRestarted(ILogger logger);
}
