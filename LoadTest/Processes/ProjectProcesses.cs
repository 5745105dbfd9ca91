using System.ComponentModel;
using System.Diagnostics;

namespace BlazorAspire.LoadTest.Processes;

/// <summary>Finds the process that <c>dotnet run</c> made of a project, which no portable call gives as a child.</summary>
internal static class ProjectProcesses
{
    /// <summary>The processes whose executable is the project's build output, and that started no earlier than the given one.</summary>
    public static IReadOnlyList<Process> Find(SourceTree tree, string project, DateTime notBefore)
    {
        var found = new List<Process>();
        foreach (var process in Process.GetProcessesByName(project))
        {
            if (IsOurs(process, tree.OutputFolder(project), notBefore))
            {
                found.Add(process);
            }
            else
            {
                process.Dispose();
            }
        }
        return found;
    }

    private static bool IsOurs(Process process, string folder, DateTime notBefore)
    {
        try
        {
            return process.StartTime >= notBefore && process.MainModule?.FileName.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase) == true;
        }
        catch (Exception hidden) when (hidden is InvalidOperationException or Win32Exception)
        {
            // It has ended, or belongs to another user: not one that this process started.
            return false;
        }
    }
}
