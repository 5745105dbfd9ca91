namespace BlazorAspire.Tests.ServiceDefaults;

/// <summary>Sources of spans and of the exporters' events belong to the process, and not to an app in it: no other test runs beside these.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeProcess
{
    public const string Name = "Whole process";
}
