namespace BotKit.Handlers.Workflows;

/// <summary>What runs need.</summary>
internal sealed record WorkflowRunServices(
    TimeProvider Clock, TaskResources Resources, WorkflowCatalog Catalog, WorkflowSignals Signals, WorkflowSettings Settings, WorkflowMask Mask);
