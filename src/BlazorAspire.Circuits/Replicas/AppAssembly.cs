using System.Reflection;

namespace BlazorAspire.Circuits.Replicas;

/// <summary>The app that this library is part of.</summary>
internal static class AppAssembly
{
    /// <summary>The assembly that the host is named after; of a host with a name of its own, the program's.</summary>
    public static Assembly Of(IHostEnvironment environment) =>
        Array.Find(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == environment.ApplicationName)
        ?? Assembly.GetEntryAssembly() ?? typeof(AppAssembly).Assembly;
}
