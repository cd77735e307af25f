using System.Text.Json;
using BotKit.Handlers.Leads;

namespace BotKit.Handlers.Tests.Leads;

public sealed class NormalisationBarsTests(ITestOutputHelper output)
{
    [Fact]
    public void Email_OfTheVectors_ReachesItsBar()
    {
        var (right, count) = (0, 0);
        foreach (var line in File.ReadLines(TestData.Path("email/email_vectors.jsonl")))
        {
            using var vector = JsonDocument.Parse(line);
            var accept = vector.RootElement.GetProperty("category").GetString() is "ISEMAIL_VALID_CATEGORY" or "ISEMAIL_DNSWARN" or "ISEMAIL_RFC5321";
            var address = vector.RootElement.GetProperty("address").GetString()!;
            var isRight = EmailAddress.Parse(address, out _) is null == accept;
            right += isRight ? 1 : 0;
            count++;
            if (!isRight)
            {
                output.WriteLine($"wrong: {vector.RootElement.GetProperty("diagnosis").GetString()} {JsonSerializer.Serialize(address)}");
            }
        }

        var accuracy = (double)right / count;
        output.WriteLine($"e-mail: {right} of {count}, accuracy {accuracy:F3} (bar .95; MailAddress .781, FluentValidation .448)");
        accuracy.Should().BeGreaterThanOrEqualTo(.95);
    }

    [Fact]
    public void Phone_OfTheExamples_ReachesItsBar()
    {
        var phones = new PhoneNormaliser();
        var (right, count) = (0, 0);
        foreach (var line in File.ReadLines(TestData.Path("phone/example_numbers.tsv")).Skip(1))
        {
            var cells = line.Split('\t');
            var isRight = phones.Normalise(cells[4], cells[0]).Number == cells[5];
            right += isRight ? 1 : 0;
            count++;
            if (!isRight)
            {
                output.WriteLine($"wrong: {line} gives {phones.Normalise(cells[4], cells[0])}");
            }
        }

        output.WriteLine($"phone: {right} of {count} (bar all; libphonenumber all)");
        right.Should().Be(count);
    }
}
