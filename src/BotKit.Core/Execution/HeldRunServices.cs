using BotKit.Nodes;

namespace BotKit.Execution;

/// <summary>What runs need that a store holds.</summary>
/// <param name="Queue">Where runs are queued.</param>
/// <param name="Lease">Under which this node holds them.</param>
/// <param name="Outcomes">Writes how direct ones ended.</param>
/// <param name="Checkpoints">What they leave behind, and how far they have come.</param>
internal sealed record HeldRunServices(QueueDoor Queue, NodeLease Lease, OutcomeWriter Outcomes, Pipeline.HoldStores Checkpoints);
