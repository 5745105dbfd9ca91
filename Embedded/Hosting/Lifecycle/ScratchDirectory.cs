namespace Embedded.Hosting.Lifecycle;

/// <summary>A folder for files that hold secrets of one run; only this user may open it.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private readonly Lazy<DirectoryInfo> _directory = new(() => Directory.CreateTempSubdirectory("apphost-"));

    public string Path => _directory.Value.FullName;

    public void Dispose()
    {
        if (_directory.IsValueCreated && _directory.Value.Exists)
        {
            _directory.Value.Delete(recursive: true);
        }
    }
}
