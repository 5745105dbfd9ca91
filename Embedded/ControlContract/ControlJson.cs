using System.Text.Json.Serialization;

namespace Embedded.ControlContract;

/// <summary>The control API's texts. A stream is one of these arrays a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ResourceInfo[]))]
[JsonSerializable(typeof(LineInfo[]))]
[JsonSerializable(typeof(VariableInfo))]
[JsonSerializable(typeof(CommandOutcome))]
internal sealed partial class ControlJson : JsonSerializerContext;
