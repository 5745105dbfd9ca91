using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Publish;

/// <summary>A place that an app is deployed to. It adds what the place needs, and says how each resource runs there. They are asked in the order in which they were added to the app.</summary>
internal interface IPublishTarget
{
    Task PrepareAsync(IResourceCollection resources, CancellationToken cancellationToken);
}
