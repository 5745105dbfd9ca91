using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorAspire.Circuits.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Microsoft.JSInterop.Infrastructure;

namespace BlazorAspire.Tests.WebApp.Circuits;

public sealed class InteropTypesTests
{
    public static TheoryData<object[]> Arguments() =>
    [
        [1, 2L, 3.5, 4m, 'c', "text", true, Guid.Empty, DateTime.UnixEpoch, TimeSpan.FromSeconds(1)],
        [new List<int> { 1, 2 }, new[] { "a" }, new Dictionary<string, int> { ["a"] = 1 }, (int?)3, DayOfWeek.Friday],
        [new { Name = "n", Size = 4 }, new Holder([1, 2], 3, new Circle(5))],
    ];

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Serialize_OfEachKindOfArgument_WritesAsTheSerializersOwnDoes(object[] arguments) =>
        Assert.Equal(JsonSerializer.Serialize(arguments), JsonSerializer.Serialize(arguments, New()));

    [Fact]
    public void Deserialize_OfWhatScriptsAnswer_ReadsIt()
    {
        Assert.Equal(7, JsonSerializer.Deserialize<int>("7", New()));
        Assert.Equal([1, 2], JsonSerializer.Deserialize<IReadOnlyList<int>>("[1,2]", New())!);
        Assert.Equal(new Circle(5), JsonSerializer.Deserialize<Shape>("""{"$type":"circle","Radius":5}""", New()));
    }

    [Fact]
    public void Contracts_OfWhatNumbersImplement_AreNotKept()
    {
        var options = New();

        JsonSerializer.Serialize<object[]>([1, 2L], options);

        Assert.False(options.TryGetTypeInfo(typeof(IBinaryInteger<int>), out _));
        Assert.False(options.TryGetTypeInfo(typeof(IComparable<long>), out _));
        Assert.False(options.TryGetTypeInfo(typeof(IConvertible), out _));
    }

    [Fact]
    public void Runtime_ThatIsMade_HasThem()
    {
        var services = new ServiceCollection().AddScoped<IJSRuntime, Runtime>();
        services.UseInteropTypes();
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();

        var runtime = Assert.IsType<Runtime>(scope.ServiceProvider.GetRequiredService<IJSRuntime>());

        Assert.Contains(InteropTypes.Shared, runtime.Options.TypeInfoResolverChain);
        Assert.Same(runtime, scope.ServiceProvider.GetRequiredService<IJSRuntime>());
    }

    [Fact]
    public void Runtime_WithTypesOfItsOwn_KeepsThemBeforeThese()
    {
        var options = new JsonSerializerOptions { TypeInfoResolverChain = { Names.Default, new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() } };

        InteropTypesExtensions.Use(options);

        Assert.Equal([Names.Default, InteropTypes.Shared], options.TypeInfoResolverChain);
    }

    private static JsonSerializerOptions New()
    {
        var options = new JsonSerializerOptions();
        InteropTypesExtensions.Use(options);
        return options;
    }

    private sealed class Runtime : JSRuntime
    {
        public JsonSerializerOptions Options => JsonSerializerOptions;

        protected override void BeginInvokeJS(long taskId, string identifier, string? argsJson, JSCallResultType resultType, long targetInstanceId) => throw new NotSupportedException();

        protected override void EndInvokeDotNet(DotNetInvocationInfo invocationInfo, in DotNetInvocationResult invocationResult) => throw new NotSupportedException();
    }

    private sealed record Holder(IReadOnlyList<int> Numbers, object Any, Shape Shape);

    [JsonDerivedType(typeof(Circle), "circle")]
    private abstract record Shape;

    private sealed record Circle(int Radius) : Shape;
}

[JsonSerializable(typeof(string))]
internal sealed partial class Names : JsonSerializerContext;
