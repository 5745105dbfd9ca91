namespace Embedded.Hosting.Processes;

/// <summary>Ends the processes it is told of when the AppHost ends without having stopped them, even by SIGKILL.</summary>
internal interface IOrphanGuard : IAsyncDisposable
{
    void Start();

    void Add(ProcessIdentity process);

    void Remove(ProcessIdentity process);
}
