using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Startup;

internal sealed record NamedMemory(string Name, MemorySample Memory);
