using System.Globalization;

namespace BlazorAspire.Tests.Support;

/// <summary>Finds, on Linux, the process that listens on a port.</summary>
internal static class ListeningProcess
{
    private const string Listening = "0A";
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public static int Find(int port)
    {
        var sockets = Tables.SelectMany(File.ReadLines)
            // "0: 0100007F:1F90 00000000:0000 0A …": local address, remote address, state; the inode is the tenth.
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 9 && parts[3] == Listening && parts[1].EndsWith($":{port:X4}", StringComparison.Ordinal))
            .Select(parts => $"socket:[{parts[9]}]")
            .ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => name!.All(char.IsAsciiDigit) && Holds(name!, sockets))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .First();
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is somebody else's.
            return false;
        }
    }
}
