namespace Embedded.Hosting.Publish;

/// <summary>A Bicep file beside the manifest, and where the values of its parameters come from.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="Parameters">The manifest's expression for each parameter that the deployment tool is to fill in.</param>
internal sealed record BicepModule(string File, string Text, IReadOnlyDictionary<string, string> Parameters);
