using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using BlazorAspire.Tests.Deploy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(ReplicaWitness))]

namespace BlazorAspire.Tests.Deploy
{
    /// <summary>Within the process of a replica: tells with each answer how the app saw the request, and takes uploads. The host finds it by <see cref="Settings"/>.</summary>
    internal sealed class ReplicaWitness : IHostingStartup, IStartupFilter
    {
        public const string SeenHeader = "X-Seen";
        public const string UploadPath = "/upload";
        private const string HostingStartups = "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES";
        private static readonly string Own = typeof(ReplicaWitness).Assembly.GetName().Name!;

        /// <summary>The environment variables by which a process loads this assembly and asks this class.</summary>
        public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(ReplicaWitness).Assembly.Location,
            [HostingStartups] = Own,
        };

        public void Configure(IWebHostBuilder builder)
        {
            if (Environment.GetEnvironmentVariable(HostingStartups) == Own)
            {
                builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));
            }
        }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Response.OnStarting(() =>
                {
                    var request = context.Request;
                    context.Response.Headers[SeenHeader] = $"{request.Scheme}://{request.Host}{request.PathBase} {context.Connection.RemoteIpAddress} {Environment.GetEnvironmentVariable("Replica__Name")}";
                    return Task.CompletedTask;
                });
                return context.Request.Path == UploadPath ? TakeAsync(context) : rest(context);
            });
            next(app);
        };

        private static async Task TakeAsync(HttpContext context)
        {
            var buffer = new byte[64 * 1024];
            long taken = 0;
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
            {
                taken += read;
            }

            await context.Response.WriteAsync(taken.ToString(CultureInfo.InvariantCulture), context.RequestAborted);
        }
    }
}

/// <summary>What the runtime calls in a process that <c>DOTNET_STARTUP_HOOKS</c> names this assembly for. Its name and place are the runtime's.</summary>
internal static class StartupHook
{
    /// <summary>What this assembly needs lies beside it, and not beside the program.</summary>
    public static void Initialize() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        Path.Combine(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!, $"{name.Name}.dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
}
