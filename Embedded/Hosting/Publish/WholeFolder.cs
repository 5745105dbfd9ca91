using Aspire.Hosting;

namespace Embedded.Hosting.Publish;

/// <summary>Writes several files so that all of them are there, or none is changed.</summary>
internal static class WholeFolder
{
    public static void Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        string? draft = null;
        try
        {
            Directory.CreateDirectory(folder);
            if (files.Keys.FirstOrDefault(name => Directory.Exists(Path.Combine(folder, name))) is { } taken)
            {
                throw new IOException($"'{taken}' is a folder there");
            }
            // On the same volume, so that a file is moved and not copied.
            draft = Path.Combine(folder, $".publish-{Guid.NewGuid():n}");
            Directory.CreateDirectory(draft);
            foreach (var (name, text) in files)
            {
                File.WriteAllText(Path.Combine(draft, name), text);
            }
            foreach (var name in files.Keys)
            {
                File.Move(Path.Combine(draft, name), Path.Combine(folder, name), overwrite: true);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The manifest cannot be written to '{folder}': {problem.Message.TrimEnd('.')}. Give --output-path a folder that you may write to.", problem);
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }
}
