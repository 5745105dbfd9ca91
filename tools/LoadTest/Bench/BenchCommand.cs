using System.CommandLine;
namespace BlazorAspire.LoadTest.Bench;
internal static class BenchCommand { public static Command Create(TimeProvider time) => new("bench"); }
