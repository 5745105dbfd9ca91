using BlazorAspire.Circuits.Replicas;
using Evergreen.WebApp.Components;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Tests.WebApp;

/// <summary>What an app's program can do wrong with the library.</summary>
public sealed class BlazorReplicasTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AddBlazorReplicas_BeforeInteractiveComponents_SaysWhatToCallFirst(bool hasComponents)
    {
        var builder = WebApplication.CreateBuilder();
        if (hasComponents)
        {
            builder.Services.AddRazorComponents();
        }

        var problem = Assert.Throws<InvalidOperationException>(() => builder.AddBlazorReplicas());

        Assert.Contains("AddRazorComponents().AddInteractiveServerComponents()' before 'builder.AddBlazorReplicas()'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void AddBlazorHub_WithoutAName_IsRefused(string name) => Assert.Throws<ArgumentException>(() => WebApplication.CreateBuilder().AddBlazorHub<AnyHub>(name));

    [Fact]
    public void App_IsWhatTheHostIsNamedAfter_ElseTheProgram()
    {
        var app = typeof(App).Assembly;
        var named = WebApplication.CreateBuilder(["--applicationName=WebApp"]).Environment;
        var other = WebApplication.CreateBuilder(["--applicationName=shop"]).Environment;

        Assert.Equal(app, AppAssembly.Of(named));
        Assert.Equal(System.Reflection.Assembly.GetEntryAssembly(), AppAssembly.Of(other));
    }

    private sealed class AnyHub : Hub;
}
