namespace BotKit.Handlers.Analytics.Anomalies;

/// <summary>The last values, newest first and side by side in memory, so that a step per lag reads straight on.</summary>
/// <param name="reach">How many must be kept at least.</param>
internal sealed class RecentValues(int reach)
{
    private double[] _buffer = new double[256];
    private int _start = 256;

    public ReadOnlySpan<double> NewestFirst => _buffer.AsSpan(_start);

    public void Add(double value)
    {
        if (_start == 0)
        {
            MakeRoom();
        }

        _buffer[--_start] = value;
    }

    private void MakeRoom()
    {
        var kept = Math.Min(_buffer.Length, reach);
        var larger = new double[2 * kept];
        _buffer.AsSpan(0, kept).CopyTo(larger.AsSpan(kept));
        _buffer = larger;
        _start = kept;
    }
}
