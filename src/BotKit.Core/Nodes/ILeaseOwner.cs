namespace BotKit.Nodes;

/// <summary>Is told what happens to the lease, on the thread that keeps it: it must not block.</summary>
internal interface ILeaseOwner
{
    void Joined(NodeIncarnation incarnation);

    void Refused(NodeIncarnation incarnation);

    void CancelRequested(IReadOnlyList<Guid> runs);
}
