using Embedded.BlazorScript;

if (args is not [var assembly, var resource, var target])
{
    await Console.Error.WriteLineAsync("Embedded.BlazorScript takes three arguments: the assembly, the name of the resource in it, and the file to write.");
    return 2;
}

try
{
    EmbeddedResource.Extract(assembly, resource, target);
    return 0;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or KeyNotFoundException)
{
    // The form in which MSBuild takes a line of a tool's output for an error.
    await Console.Error.WriteLineAsync($"BlazorScript : error BA0011: '{resource}' could not be taken from '{assembly}': {e.Message} Delete the package's folder and restore again.");
    return 1;
}
