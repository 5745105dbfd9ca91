using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource whose endpoints others find as <c>services__{resource}__{endpoint}__{index}</c>.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
