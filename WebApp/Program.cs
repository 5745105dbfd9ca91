using BlazorAspire.WebApp;

ReplicaApplication.Build(args).Run();
