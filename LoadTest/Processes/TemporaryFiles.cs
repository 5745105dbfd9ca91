namespace BlazorAspire.LoadTest.Processes;

/// <summary>A folder for the files of a process, removed after it.</summary>
internal sealed class TemporaryFiles : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("load-test-");

    public string Path => _folder.FullName;

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }
}
