using System.Text;

namespace BotKit.Handlers.Content.Templates;

/// <summary>What a template writes, up to a limit.</summary>
internal sealed class LiquidOutput(int max) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        Check(1);
        _text.Append(value);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        _text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        _text.Append(buffer, index, count);
    }

    public override string ToString() => _text.ToString();

    private void Check(int more)
    {
        if (_text.Length + (long)more > max)
        {
            LiquidBudget.Exceed($"writes more than {max} characters");
        }
    }
}
