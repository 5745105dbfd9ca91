namespace Embedded.Hosting.Processes;

internal interface IProcessLauncher
{
    /// <summary>Starts a process, which <paramref name="onLine"/> is then told every line of: the text, and whether it is from standard error.</summary>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">The process could not be created.</exception>
    IRunningProcess Start(ProcessSpec spec, Action<string, bool> onLine);
}
