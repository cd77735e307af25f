using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Counts the bad rows of a file, and keeps the first of them for the result, without their text.</summary>
internal sealed class BadRows
{
    private readonly List<LeadBadRow> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<LeadBadRow> First => _first;

    public void Add(BadRow row)
    {
        Count++;
        if (_first.Count < LeadDefaults.MaxBadRowsTold)
        {
            _first.Add(new LeadBadRow(row.Line, row.Code, row.Reason));
        }
    }
}
