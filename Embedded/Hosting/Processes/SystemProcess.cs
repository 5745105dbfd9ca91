using System.ComponentModel;
using System.Diagnostics;

namespace Embedded.Hosting.Processes;

internal sealed class SystemProcess : IRunningProcess
{
    private readonly Process _process;
    private readonly Lock _lock = new();
    private bool _isPaused;

    private SystemProcess(Process process)
    {
        _process = process;
        Identity = new ProcessIdentity(process.Id, StartTimeOf(process));
        Exited = WaitAsync();
    }

    public ProcessIdentity Identity { get; }

    public Task<int> Exited { get; }

    public static SystemProcess Start(Process process, Action<string, bool> onLine)
    {
        process.OutputDataReceived += (_, line) => Forward(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Forward(line.Data, isError: true);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new SystemProcess(process);

        void Forward(string? text, bool isError)
        {
            if (text is not null)
            {
                onLine(text, isError);
            }
        }
    }

    public void Signal(ProcessSignal signal)
    {
        lock (_lock)
        {
            if (Exited.IsCompleted || _process.HasExited || StartTimeOf(_process) != Identity.StartTime)
            {
                return;
            }
            SendNeedsLock(signal);
        }
    }

    public void Dispose() => _process.Dispose();

    private void SendNeedsLock(ProcessSignal signal)
    {
        switch (signal)
        {
            case ProcessSignal.Terminate:
                Signals.Terminate(Identity.Id);
                ResumeNeedsLock();
                break;
            case ProcessSignal.Pause when !_isPaused:
                _isPaused = true;
                Signals.Pause(Identity.Id, HandleOf(_process));
                break;
            case ProcessSignal.Resume:
                ResumeNeedsLock();
                break;
            case ProcessSignal.Kill:
                KillTree();
                break;
        }
    }

    private void ResumeNeedsLock()
    {
        if (_isPaused)
        {
            _isPaused = false;
            Signals.Resume(Identity.Id, HandleOf(_process));
        }
    }

    private void KillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or AggregateException or Win32Exception)
        {
            // It, or one of its children, ended meanwhile; whether it did is what the caller waits for next.
        }
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private static IntPtr HandleOf(Process process) => OperatingSystem.IsWindows() ? process.Handle : IntPtr.Zero;

    private static DateTime StartTimeOf(Process process)
    {
        try
        {
            return process.StartTime;
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
            return DateTime.MinValue;
        }
    }
}
