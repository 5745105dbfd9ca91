using System.Runtime.InteropServices;

namespace BlazorAspire.LoadTest.Measuring;

internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()} ({RuntimeInformation.OSArchitecture}), {RuntimeInformation.FrameworkDescription}";
}
