using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Publish;

/// <summary>Writes the app as a manifest with Bicep modules beside it, and starts nothing.</summary>
internal sealed class ManifestPublisher(Func<PublishRequest> request, IResourceCollection resources, IEnumerable<IPublishTarget> targets)
{
    // The reader is azd, and a person: no escapes where none is needed.
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gives a sentence about what was written.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be written; nothing has changed then.</exception>
    public async Task<string> PublishAsync(CancellationToken cancellationToken)
    {
        var path = request().ManifestPath;
        foreach (var target in targets)
        {
            await target.PrepareAsync(resources, cancellationToken);
        }
        var folder = Path.GetDirectoryName(path)!;
        var entries = new JsonObject();
        foreach (var resource in resources)
        {
            entries[resource.Name] = await ManifestEntry.DescribeAsync(resource, folder, cancellationToken);
        }
        BicepModule[] modules = [.. resources.SelectMany(r => r.Annotations.OfType<DeploymentAnnotation>()).Select(d => d.Module)];
        var files = modules.ToDictionary(m => m.File, m => m.Text);
        files.Add(Path.GetFileName(path), new JsonObject { ["resources"] = entries }.ToJsonString(Json) + "\n");
        WholeFolder.Write(folder, files);
        return $"Published to '{path}', with {modules.Length} Bicep modules beside it. Nothing was started or deployed: azd up does that.";
    }
}
