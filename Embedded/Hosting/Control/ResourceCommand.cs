namespace Embedded.Hosting.Control;

/// <summary>A command that a resource has.</summary>
/// <param name="Name">What is typed to have it carried out.</param>
/// <param name="DisplayName">What it is called where people choose.</param>
/// <param name="Description">One sentence on what it does.</param>
/// <param name="Needs">In which states it makes sense.</param>
/// <param name="Seconds">The time that it takes as an argument, where it does.</param>
internal sealed record ResourceCommand(string Name, string DisplayName, string? Description, CommandNeeds Needs, SecondsArgument? Seconds = null);
