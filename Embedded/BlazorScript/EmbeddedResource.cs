using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Embedded.BlazorScript;

/// <summary>Takes a resource out of an assembly's file. The assembly is not loaded: it is of another framework version than this process.</summary>
internal static class EmbeddedResource
{
    public static void Extract(string assemblyFile, string resourceName, string targetFile)
    {
        var content = Read(assemblyFile, resourceName);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(targetFile))!);

        // Written beside and moved, so that an interrupted build leaves no half script that looks up to date.
        var temporary = targetFile + ".tmp";
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, targetFile, overwrite: true);
    }

    private static byte[] Read(string assemblyFile, string resourceName)
    {
        using var image = new PEReader(File.OpenRead(assemblyFile));
        var metadata = image.GetMetadataReader();
        var handle = metadata.ManifestResources.FirstOrDefault(candidate => IsInside(metadata.GetManifestResource(candidate)));
        if (handle.IsNil)
        {
            throw new KeyNotFoundException($"The assembly has no resource of the name '{resourceName}'.");
        }

        var resource = metadata.GetManifestResource(handle);
        var directory = image.PEHeaders.CorHeader!.ResourcesDirectory;
        var section = image.GetSectionData(directory.RelativeVirtualAddress);
        var reader = section.GetReader((int)resource.Offset, section.Length - (int)resource.Offset);
        return reader.ReadBytes(reader.ReadInt32());

        bool IsInside(ManifestResource candidate) => candidate.Implementation.IsNil && metadata.StringComparer.Equals(candidate.Name, resourceName);
    }
}
