package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111, section 4.2; at least 5 s, usually and at most 600 s. */
class LifetimeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Other: 1                                                  |   0 | 600 | true",
        "Cache-Control: max-age=60                                   |   0 |  60 | true",
        "Cache-Control: Max-Age=\"60\"                               |   0 |  60 | true",
        "Cache-Control: max-age=86400                                |   0 | 600 | true",
        "Cache-Control: public; Cache-Control: max-age=60            |   0 |  60 | true",
        "Cache-Control: max-age=60, s-maxage=30                      |   0 |  30 | false",
        "Cache-Control: s-maxage=600, max-age=0                      |   0 | 600 | false",
        "Cache-Control: max-age=0                                    |   0 |   5 | true",
        "Cache-Control: max-age=-1                                   |   0 |   5 | true",
        "Cache-Control: max-age=soon                                 |   0 |   5 | true",
        "Cache-Control: max-age                                      |   0 |   5 | true",
        "Cache-Control: no-cache, max-age=60                         |   0 |   5 | false",
        "Cache-Control: max-age=60, must-revalidate                  |   0 |  60 | false",
        "Cache-Control: max-age=60, proxy-revalidate                 |   0 |  60 | false",
        "Cache-Control: max-age=99999999999999999999                 |   0 | 600 | true",
        "Age: 20; Cache-Control: max-age=60                          |  20 |  60 | true",
        "Age: 59; Cache-Control: max-age=60                          |  59 |  64 | true",
        "Age: 700                                                    | 700 | 705 | true",
        "Age: never; Cache-Control: max-age=60                       |   0 |  60 | true",
        "Age: 99999999999999999999            | 2147483648 | 2147483653 | true",
        "Date: Fri, 20 Nov 2026 12:00:00 GMT; Expires: Fri, 20 Nov 2026 12:01:00 GMT | 0 | 60 | true",
        "Date: Fri, 20 Nov 2026 12:00:00 GMT; Expires: Fri, 20 Nov 2026 11:01:00 GMT | 0 | 5 | true",
        "Date: Fri, 20 Nov 2026 12:00:00 GMT; Expires: 0             |   0 |   5 | true",
        "Expires: Fri, 20 Nov 2026 12:01:00 GMT                      |   0 |   5 | true",
        "Expires: 0; Cache-Control: max-age=60                       |   0 |  60 | true",
      })
  void whatAnOriginSaysCounts(String fields, long age, long fresh, boolean staleAllowed) {
    HttpFields.Mutable answer = HttpFields.build();
    for (String field : fields.split(";", -1)) {
      String[] parts = field.strip().split(": ", 2);
      answer.add(parts[0], parts[1].strip());
    }

    assertThat(Lifetime.of(answer, 5_000, 600_000))
        .isEqualTo(new Lifetime(age * 1000, fresh * 1000, staleAllowed));
  }
}
