using System.Reflection;

namespace Aspire.Hosting;

/// <summary>Takes over an AppHost's description before it is built, for a test that runs the AppHost's entry point.</summary>
internal interface IBuilderInterceptor
{
    Assembly AppHostAssembly { get; }

    /// <summary>Called in place of the build. It does not return: the entry point ends here.</summary>
    void OnBuilding(DistributedApplicationBuilder builder);
}

internal static class BuilderInterceptor
{
    private static readonly AsyncLocal<IBuilderInterceptor?> Local = new();

    /// <summary>The interceptor of this flow of execution, if there is one.</summary>
    public static IBuilderInterceptor? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }
}
