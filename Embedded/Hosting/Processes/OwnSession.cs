namespace Embedded.Hosting.Processes;

/// <summary>
/// Keeps a terminal's Ctrl+C from every process but the AppHost, which stops the others in order. On Windows a process group does it.
/// </summary>
internal static class OwnSession
{
    private static readonly string? Setsid = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);

    public static ProcessSpec Wrap(ProcessSpec spec)
    {
        if (OperatingSystem.IsLinux() && Setsid is not null)
        {
            return With(spec, Setsid, [spec.FileName, .. spec.Arguments]);
        }
        // Not on Linux, where /bin/sh may be dash: it drops variables whose names hold a dash, as service discovery's do.
        return OperatingSystem.IsMacOS()
            ? With(spec, "/bin/sh", ["-c", "trap '' INT; exec \"$@\"", "sh", spec.FileName, .. spec.Arguments])
            : spec;
    }

    private static ProcessSpec With(ProcessSpec spec, string fileName, IReadOnlyList<string> arguments)
    {
        var wrapped = new ProcessSpec(fileName, arguments, spec.WorkingDirectory);
        foreach (var (name, value) in spec.Environment)
        {
            wrapped.Environment[name] = value;
        }
        return wrapped;
    }
}
