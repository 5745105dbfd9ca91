using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Assignment;

/// <summary>A ready replica with its open circuits and the users on their way to it.</summary>
internal readonly record struct Candidate(Replica Replica, int Load);
