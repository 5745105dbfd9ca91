namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that people may want to see the app without this resource for a moment.</summary>
internal sealed record CuttableAnnotation : IResourceAnnotation;
