namespace BotKit.Scheduling.Schedules;

/// <summary>Gathers what is nearly always none or one.</summary>
internal struct Few<T>
    where T : class
{
    private T? _first;
    private List<T>? _all;

    public readonly bool HasAny => _first is not null;

    public void Add(T item)
    {
        if (_first is null)
        {
            _first = item;
            return;
        }

        (_all ??= [_first]).Add(item);
    }

    public readonly IReadOnlyList<T> Take() => _all ?? (_first is null ? (IReadOnlyList<T>)[] : [_first]);
}
